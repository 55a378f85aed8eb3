import { t } from "i18next";
import { ApiProblem, isProblem } from "../api/problem.ts";

/** Why somebody could not sign in, in words for the step they are at. */
export function refusalWords(error: unknown, isAtCode: boolean): string {
  if (isProblem(error, "INVALID_CREDENTIALS")) return t(isAtCode ? "signIn.wrongCode" : "signIn.wrongPassword");
  return error instanceof ApiProblem && error.status === 0 ? t("shell.offline.text") : (error as Error).message;
}
