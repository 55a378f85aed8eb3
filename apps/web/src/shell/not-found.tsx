import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "./empty-state.tsx";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState icon="search" title={t("shell.notFound.title")} text={t("shell.notFound.text")}>
      <Link to="/" className="k-button is-primary">
        {t("shell.notFound.home")}
      </Link>
    </EmptyState>
  );
}
