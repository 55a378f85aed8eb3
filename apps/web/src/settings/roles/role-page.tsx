import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { App, Button, Checkbox, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, titleOf, useCatalog } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import { ApiProblem } from "../../api/problem.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord } from "../../api/types.ts";
import { FormField } from "../../form/form-field.tsx";
import { Icon } from "../../icons/icon.tsx";
import { PageSkeleton } from "../../shell/page-skeleton.tsx";
import { RouteError } from "../../shell/route-error.tsx";
import "../../form/form.css";
import { SettingsGuard } from "../settings-guard.tsx";
import { FieldRights } from "./field-rights.tsx";
import { PermissionMatrix } from "./permission-matrix.tsx";
import { copyOf, lacksDepartments, type RoleDraft, roleDraft } from "./role-types.ts";

const route = getRouteApi("/shell/settings/roles/$id");

/** One role: what it may do with which records, which fields it sees, what else it may do. */
export function RolePage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { like } = route.useSearch();
  const isNew = id === "new";
  const shown = isNew ? like : id;
  const { data, error } = useQuery({
    queryKey: ["records", "roles", "one", shown],
    queryFn: () => records.get("roles", shown as string),
    enabled: shown !== undefined,
  });
  return (
    <SettingsGuard title={t("settings.roles.title")} isOpen={(me) => me.is_administrator}>
      {error ? (
        <RouteError error={error} />
      ) : shown === undefined ? (
        <RoleForm key="new" />
      ) : data ? (
        <RoleForm key={`${id} ${data.id}`} {...(isNew ? { model: data } : { role: data })} />
      ) : (
        <PageSkeleton />
      )}
    </SettingsGuard>
  );
}

/** `model`: the role a new one begins as. */
function RoleForm({ role, model }: { role?: ApiRecord; model?: ApiRecord }) {
  const { t } = useTranslation();
  const me = useMe();
  const { byName } = useCatalog();
  const object = byName.get("role");
  const [draft, setDraft] = useState<RoleDraft>(() => (model ? copyOf(model, t("settings.roles.copyOf", { name: model.name }), isKnown) : roleDraft(role)));
  const [problem, setProblem] = useState<unknown>(null);
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  function isKnown(name: string, field?: string): boolean {
    const known = byName.get(name);
    return known !== undefined && (field === undefined || fieldOf(known, field) !== undefined);
  }
  const { save, remove, isBusy } = useRoleChanges(role, draft, setProblem);
  const set = (patch: Partial<RoleDraft>) => setDraft((now) => ({ ...now, ...patch }));
  // another administrator may have saved it meanwhile
  useEffect(() => {
    if (role) setDraft(roleDraft(role));
  }, [role]);
  return (
    <form
      ref={form}
      className="k-stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        const isLacking = !draft.is_administrator && draft.permissions.some(lacksDepartments);
        setChecked(isLacking);
        if (isLacking) setTimeout(() => form.current?.querySelector<HTMLElement>(".ant-select-status-error input")?.focus());
        else void save();
      }}
    >
      <div className="k-section-head" style={{ marginBottom: 0 }}>
        <Link to="/settings/roles" className="k-icon-button" aria-label={t("common.back")}>
          <Icon name="left" />
        </Link>
        <h2>{role ? titleOf(role, object) : t("settings.roles.new")}</h2>
        <span className="k-space" />
        {role && !draft.is_administrator ? (
          <Link to="/settings/roles/$id" params={{ id: "new" }} search={{ like: role.id }} className="k-button">
            {t("settings.roles.copy")}
          </Link>
        ) : null}
        {role ? (
          <Button danger onClick={remove}>
            {t("common.delete")}
          </Button>
        ) : null}
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!draft.name.trim()}>
          {t("common.save")}
        </Button>
      </div>
      {problem ? (
        <div className="k-form-alert" role="alert" style={{ margin: 0 }}>
          <Icon name="warning" />
          <div>
            {problem instanceof ApiProblem && problem.errors.length > 0
              ? problem.errors.map((e) => <div key={e.path + e.code}>{e.message}</div>)
              : (problem as Error).message}
          </div>
        </div>
      ) : null}
      <section className="k-panel is-padded">
        <div className="k-form-grid">
          <FormField label={t("settings.roles.name")} isRequired>
            {({ id }) => <Input id={id} value={draft.name} onChange={(e) => set({ name: e.target.value })} maxLength={100} />}
          </FormField>
          <FormField label={t("settings.nameEn")} help={t("settings.nameEnHelp")}>
            {({ id, describedBy }) => (
              <Input id={id} value={draft.name_en} onChange={(e) => set({ name_en: e.target.value })} maxLength={100} aria-describedby={describedBy} />
            )}
          </FormField>
          <FormField label={t("settings.roles.description")}>
            {({ id }) => <Input id={id} value={draft.description} onChange={(e) => set({ description: e.target.value })} maxLength={2000} />}
          </FormField>
          <FormField label={t("settings.roles.descriptionEn")}>
            {({ id }) => <Input id={id} value={draft.description_en} onChange={(e) => set({ description_en: e.target.value })} maxLength={2000} />}
          </FormField>
        </div>
        <Checkbox
          style={{ marginTop: 12 }}
          checked={draft.is_administrator}
          disabled={!me.is_administrator}
          onChange={(e) => set({ is_administrator: e.target.checked })}
        >
          {t("settings.roles.isAdministrator")}
        </Checkbox>
      </section>
      {draft.is_administrator ? (
        <p className="k-muted">{t("settings.roles.administratorText")}</p>
      ) : (
        <>
          <PermissionMatrix lines={draft.permissions} isChecked={isChecked} onChange={(permissions) => set({ permissions })} />
          <FieldRights lines={draft.fields} onChange={(fields) => set({ fields })} />
          <PlatformRights chosen={draft.platform} onChange={(platform) => set({ platform })} />
        </>
      )}
    </form>
  );
}

function PlatformRights({ chosen, onChange }: { chosen: string[]; onChange: (chosen: string[]) => void }) {
  const { t, i18n } = useTranslation();
  // an administrator may everything, so their own list names all there is
  const all = [...new Set([...useMe().platform, ...chosen])];
  return (
    <section className="k-panel is-padded" aria-label={t("settings.roles.platform.title")}>
      <div className="k-panel-head">
        <h3>{t("settings.roles.platform.title")}</h3>
      </div>
      <div className="k-stack" style={{ gap: 6 }}>
        {all.map((name) => (
          <Checkbox
            key={name}
            checked={chosen.includes(name)}
            onChange={(e) => onChange(e.target.checked ? [...chosen, name] : chosen.filter((c) => c !== name))}
          >
            {i18n.exists(`settings.roles.platform.${name.replace(".", "_")}`) ? t(`settings.roles.platform.${name.replace(".", "_")}`) : name}
          </Checkbox>
        ))}
      </div>
    </section>
  );
}

function useRoleChanges(role: ApiRecord | undefined, draft: RoleDraft, setProblem: (problem: unknown) => void) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const values = { ...draft, name_en: draft.name_en.trim() || null, description_en: draft.description_en.trim() || null };
      const saved = role ? await records.update("roles", role.id, values, role.version as number) : await records.create("roles", values);
      setProblem(null);
      queries.setQueryData(["records", "roles", "one", saved.id], saved);
      await queries.invalidateQueries({ queryKey: ["records", "roles", "list"] });
      void message.success(t("form.saved", { title: draft.name }));
      if (!role) await navigate({ to: "/settings/roles/$id", params: { id: saved.id }, replace: true });
    } catch (error) {
      setProblem(error);
      scrollTo({ top: 0 });
    }
    setBusy(false);
  };
  const remove = () =>
    modal.confirm({
      title: t("settings.roles.removeTitle", { name: draft.name }),
      content: t("settings.roles.removeText"),
      okText: t("common.delete"),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await records.remove("roles", role?.id ?? "");
          await queries.invalidateQueries({ queryKey: ["records", "roles", "list"] });
          await navigate({ to: "/settings/roles" });
        } catch (error) {
          void message.error((error as Error).message);
        }
      },
    });
  return { save, remove, isBusy };
}
