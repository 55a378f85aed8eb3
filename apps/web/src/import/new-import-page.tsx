import { getRouteApi } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../api/catalog.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { ImportWizard } from "./import-wizard.tsx";
import "./import.css";

const route = getRouteApi("/shell/imports/new");

/** What is to be imported, and the way there. */
export function NewImportPage() {
  const { t } = useTranslation();
  const { object: name } = route.useSearch();
  const navigate = route.useNavigate();
  const { objects, byName } = useCatalog();
  usePageTitle(t("import.new"));
  const importable = objects.filter((o) => o.can.import);
  const object = byName.get(name ?? "") ?? importable.find((o) => o.name === "customer") ?? importable[0];
  if (!object) return <EmptyState icon="lock" title={t("shell.forbidden.title")} text={t("import.notAllowed")} />;
  return (
    <div className="k-page">
      <header className="k-page-head">
        <h1>{t("import.title", { objects: labelOf(object.plural_label) })}</h1>
        <span className="k-space" />
        <Select
          aria-label={t("import.object")}
          value={object.name}
          onChange={(next) => void navigate({ search: { object: next }, replace: true })}
          options={importable.map((o) => ({ value: o.name, label: labelOf(o.plural_label) }))}
          style={{ minWidth: 140 }}
        />
      </header>
      <ImportWizard key={object.name} object={object} />
    </div>
  );
}
