import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import { NotFound } from "../../shell/not-found.tsx";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { SettingsGuard } from "../settings-guard.tsx";
import { PipelineForm } from "./pipeline-form.tsx";
import { dealsQuery, pipelinesQuery } from "./pipelines-page.tsx";
import "./pipelines.css";

const route = getRouteApi("/shell/settings/pipelines/$id");

export function PipelinePage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  return (
    <SettingsGuard title={t("settings.pipelines.title")} isOpen={(me) => me.is_administrator}>
      <Pipeline key={id} id={id} />
    </SettingsGuard>
  );
}

function Pipeline({ id }: { id: string }) {
  const { byName } = useCatalog();
  const isNew = id === "new";
  const { data: record, error } = useQuery({ queryKey: ["records", "pipelines", "one", id], queryFn: () => records.get("pipelines", id), enabled: !isNew });
  const { data: all } = useQuery(pipelinesQuery);
  const { data: deals } = useQuery(dealsQuery);
  const opportunity = byName.get("opportunity");
  if (error || !opportunity) return <NotFound />;
  if ((!isNew && !record) || !all || !deals)
    return (
      <div className="k-panel">
        <BoneRows count={6} />
      </div>
    );
  const counts = new Map(deals.filter((d) => d.pipeline_id === id).map((d) => [String(d.stage), Number(d.count)]));
  return (
    <PipelineForm
      opportunity={opportunity}
      record={record}
      otherNames={all.filter((p) => p.id !== id).map((p) => String(p.name))}
      isFirst={all.length === 0}
      counts={counts}
    />
  );
}
