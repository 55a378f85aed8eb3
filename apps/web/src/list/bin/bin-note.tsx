import { queryOptions, useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../../api/client.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { Icon } from "../../icons/icon.tsx";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { useBulkActions } from "../bulk/use-bulk-actions.ts";

const PurgeQuestion = lazyReady(() => import("./purge-question.tsx"));

const binQuery = queryOptions({
  queryKey: ["recycle-bin"],
  queryFn: async (): Promise<{ days: number }> => bodyOf(api.GET("/api/v1/recycle-bin")),
  staleTime: 60 * 60_000,
});

/** How long the bin keeps what is in it, and the way to empty it. */
export function BinNote({ object, total }: { object: ObjectInfo; total: number | undefined }) {
  const { t } = useTranslation();
  const days = useQuery(binQuery).data?.days;
  const bulk = useBulkActions(object);
  const [isAsked, setAsked] = useState(false);
  const answer = (isSure: boolean) => {
    setAsked(false);
    if (isSure) void bulk.purge({ parameters: { deleted: true }, without: new Set(), total });
  };
  return (
    <p className="k-bin-note">
      <Icon name="trash" size={14} />
      <span>{days ? t("list.bin.keepsFor", { count: days }) : t("list.bin.keeps")}</span>
      {object.can_purge && total ? (
        <button type="button" className="k-link-button" onClick={() => setAsked(true)}>
          {t("list.bin.empty")}
        </button>
      ) : null}
      <Suspense fallback={null}>{isAsked ? <PurgeQuestion count={total ?? 0} onClose={answer} /> : null}</Suspense>
    </p>
  );
}
