import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import { formatNumber } from "../../format/number.ts";
import { Icon, iconNameOf } from "../../icons/icon.tsx";
import { navigableObjects } from "../../shell/navigation.tsx";

/** How many records of each kind the person has. */
export default function MyObjects() {
  const { t } = useTranslation();
  const objects = navigableObjects(useCatalog().objects).slice(0, 8);
  const counts = useQueries({
    queries: objects.map((o) => ({
      queryKey: ["records", o.path, "list", "scene", "mine"],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await records.list(o.path, { scene: "mine", fields: "id", limit: 1, count: "estimated" }, signal)).count ?? 0,
    })),
  });
  return (
    <section className="k-home-objects" aria-label={t("home.records.title")}>
      {objects.map((o, i) => (
        <Link key={o.name} className="k-panel k-home-object" to="/o/$path" params={{ path: o.path }} search={{ scene: "mine" }}>
          <span className="k-person k-quiet">
            <Icon name={iconNameOf(o.icon)} />
            {t("home.records.mine", { objects: labelOf(o.plural_label) })}
          </span>
          <b>{counts[i]?.data === undefined ? " " : formatNumber(counts[i].data)}</b>
        </Link>
      ))}
    </section>
  );
}
