import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../api/problem.ts";
import { EmptyState } from "./empty-state.tsx";
import { NotFound } from "./not-found.tsx";

/** What a page shows instead of itself when it cannot be shown. */
export function RouteError({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />;
  if (error instanceof ApiProblem && error.status === 403)
    return <EmptyState icon="lock" title={t("shell.forbidden.title")} text={t("shell.forbidden.text")} />;
  const isOffline = error instanceof ApiProblem && error.status === 0;
  return (
    <EmptyState
      icon={isOffline ? "offline" : "warning"}
      title={isOffline ? t("shell.offline.title") : t("shell.error.title")}
      text={isOffline ? t("shell.offline.text") : error instanceof ApiProblem ? error.message : t("shell.error.text")}
    >
      <button
        type="button"
        className="k-button is-primary"
        onClick={() => {
          reset?.();
          void router.invalidate();
        }}
      >
        {t("common.tryAgain")}
      </button>
      {error instanceof ApiProblem && error.requestId ? <code className="k-muted">{error.requestId}</code> : null}
    </EmptyState>
  );
}
