import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../api/problem.ts";
import { EmptyState } from "./empty-state.tsx";
import { isMissingCode } from "./missing-code.ts";
import { NotFound } from "./not-found.tsx";

const again = 8_000;

/** What a page shows instead of itself when it cannot be shown. */
export function RouteError({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryClient();
  const isMissing = isMissingCode(error);
  // the session ended before the page could ask for it again over itself
  const isSignedOut = error instanceof ApiProblem && error.status === 401;
  const isPassing = error instanceof ApiProblem && [0, 429, 502, 503, 504].includes(error.status);
  const retry = useRef(() => {});
  retry.current = () => {
    if (isMissing) return location.reload();
    reset?.();
    void queries.refetchQueries({ type: "active", predicate: ({ state }) => state.status === "error" });
    void router.invalidate();
  };
  useEffect(() => {
    if (!isSignedOut) return;
    const { pathname, search } = location;
    location.replace(pathname === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ next: pathname + search })}`);
  }, [isSignedOut]);
  // what passes by itself needs nobody's click
  useEffect(() => {
    if (!isPassing) return;
    const timer = setInterval(() => retry.current(), again);
    return () => clearInterval(timer);
  }, [isPassing]);
  if (isSignedOut) return null;
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />;
  if (error instanceof ApiProblem && error.status === 403)
    return <EmptyState icon="lock" title={t("shell.forbidden.title")} text={t("shell.forbidden.text")} />;
  const words = isMissing ? "missing" : error instanceof ApiProblem && error.status === 0 ? "offline" : "error";
  return (
    <EmptyState
      icon={words === "error" ? "warning" : "offline"}
      title={t(`shell.${words}.title`)}
      text={words === "error" && error instanceof ApiProblem ? error.message : t(`shell.${words}.text`)}
    >
      <button type="button" className="k-button is-primary" onClick={() => retry.current()}>
        {t("common.tryAgain")}
      </button>
      {error instanceof ApiProblem && error.requestId ? <code className="k-muted">{error.requestId}</code> : null}
    </EmptyState>
  );
}
