import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { textIn, titleOf, useCatalog } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import { formatNumber } from "../../format/number.ts";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { SettingsGuard } from "../settings-guard.tsx";

export const rolesQuery = {
  queryKey: ["records", "roles", "list", "settings"],
  queryFn: async () => (await records.list("roles", { limit: 200, sort: "name" })).data,
};

export function RolesPage() {
  const { t } = useTranslation();
  return (
    <SettingsGuard title={t("settings.roles.title")} isOpen={(me) => me.is_administrator}>
      <Roles />
    </SettingsGuard>
  );
}

/** Bundles of rights that users carry. */
function Roles() {
  const { t } = useTranslation();
  const { data } = useQuery(rolesQuery);
  const object = useCatalog().byName.get("role");
  return (
    <>
      <div className="k-section-head">
        <p>{t("settings.roles.text")}</p>
        <span className="k-space" />
        <Link to="/settings/roles/$id" params={{ id: "new" }} className="k-button is-primary">
          {t("settings.roles.new")}
        </Link>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways */}
      <div className="k-panel k-table-scroll" tabIndex={0} role="region" aria-label={t("settings.roles.title")}>
        {data ? (
          <table className="k-plain-table">
            <thead>
              <tr>
                <th scope="col">{t("settings.roles.name")}</th>
                <th scope="col">{t("settings.roles.description")}</th>
                <th scope="col" className="k-num">
                  {t("settings.roles.users")}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((role) => (
                <tr key={role.id}>
                  <td>
                    <Link to="/settings/roles/$id" params={{ id: role.id }}>
                      {titleOf(role, object)}
                    </Link>{" "}
                    {role.is_administrator ? <span className="k-tag is-amber">{t("settings.roles.administrator")}</span> : null}
                  </td>
                  <td className="k-quiet">{String(textIn(role, object, "description") ?? "")}</td>
                  <td className="k-num">
                    <UserCount roleId={role.id} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <BoneRows count={4} />
        )}
      </div>
    </>
  );
}

function UserCount({ roleId }: { roleId: string }) {
  const { data } = useQuery({
    queryKey: ["records", "users", "list", "of-role", roleId],
    queryFn: async () =>
      (await records.list("users", { filter: JSON.stringify({ role_ids: { contains: roleId } }), fields: "id", limit: 1, count: "exact" })).count ?? 0,
  });
  return <>{data === undefined ? "" : formatNumber(data)}</>;
}
