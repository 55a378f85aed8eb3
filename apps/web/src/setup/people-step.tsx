import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { titleOf, useCatalog } from "../api/catalog.ts";
import { people as accounts } from "../api/people.ts";
import { records } from "../api/records.ts";
import { FormField } from "../form/form-field.tsx";
import { Icon } from "../icons/icon.tsx";
import { leftLines, type NamedAddress, readPeople } from "./read-people.ts";
import type { StepProps } from "./step-props.ts";

interface Invited extends NamedAddress {
  password?: string;
  problem?: string;
}

const salesperson = "01900000-0000-7000-8000-000000000002";

/** Several colleagues at once; each gets a one-time password to be handed over, as there is no mail yet. */
export function PeopleStep({ onNext }: StepProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string>();
  const [invited, setInvited] = useState<Invited[]>([]);
  const [isBusy, setBusy] = useState(false);
  const result = useRef<HTMLDivElement>(null);
  const { data: roles } = useQuery({
    queryKey: ["records", "roles", "list", "setup"],
    queryFn: async () => (await records.list("roles", { limit: 200 })).data,
  });
  const roleObject = useCatalog().byName.get("role");
  const role = chosen ?? roles?.find((r) => r.id === salesperson)?.id ?? roles?.[0]?.id;
  const { people, unread } = readPeople(text);
  const invite = async () => {
    setBusy(true);
    const made = new Set<string>();
    for (const person of people) {
      try {
        const account = await records.create("users", { ...person, role_ids: role ? [role] : [] });
        const { password } = await accounts.resetPassword(account.id);
        made.add(person.email);
        setInvited((list) => [...list.filter((i) => i.email !== person.email), { ...person, password }]);
      } catch (error) {
        setInvited((list) => [...list.filter((i) => i.email !== person.email), { ...person, problem: (error as Error).message }]);
      }
    }
    setText((now) => leftLines(now, made));
    await queries.invalidateQueries({ queryKey: ["records", "users"] });
    setBusy(false);
    // the button that was pressed is gone
    result.current?.focus();
  };
  return (
    <div className="k-stack">
      <FormField label={t("setup.people.lines")} help={t("setup.people.linesHelp")}>
        {({ id, describedBy }) => (
          <Input.TextArea
            id={id}
            rows={5}
            value={text}
            aria-describedby={describedBy}
            placeholder={t("setup.people.placeholder")}
            maxLength={20_000}
            onChange={(e) => setText(e.target.value)}
          />
        )}
      </FormField>
      {unread.length > 0 ? (
        <p className="k-error" role="status">
          {t("setup.people.unread", { lines: unread.slice(0, 3).join(t("setup.people.and")) })}
        </p>
      ) : null}
      <FormField label={t("setup.people.role")} help={t("setup.people.roleHelp")}>
        {({ id }) => (
          <Select
            id={id}
            {...(role ? { value: role } : {})}
            onChange={setChosen}
            options={(roles ?? []).map((r) => ({ value: r.id, label: titleOf(r, roleObject) }))}
            style={{ width: "min(260px, 100%)" }}
          />
        )}
      </FormField>
      <div ref={result} tabIndex={-1} className="k-setup-result">
        {invited.length > 0 ? <InvitedList invited={invited} /> : null}
      </div>
      <div className="k-setup-actions">
        {people.length > 0 ? (
          <button type="button" className="k-button is-primary" disabled={isBusy} onClick={() => void invite()}>
            {t("setup.people.invite", { count: people.length })}
          </button>
        ) : (
          <button type="button" className="k-button is-primary" onClick={onNext}>
            {t("common.next")}
          </button>
        )}
        {people.length > 0 || invited.length === 0 ? (
          <button type="button" className="k-button" onClick={onNext}>
            {t("setup.skipStep")}
          </button>
        ) : null}
      </div>
    </div>
  );
}

function InvitedList({ invited }: { invited: readonly Invited[] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const done = invited.filter((i) => i.password);
  const copy = async () => {
    const lines = done.map((i) => t("setup.people.line", { name: i.name, address: location.origin, email: i.email, password: i.password }));
    try {
      await navigator.clipboard.writeText(lines.join("\n"));
      void message.success(t("common.copied"));
    } catch {
      void message.warning(t("common.copyFailed"));
    }
  };
  return (
    <section className="k-panel k-setup-invited" aria-live="polite">
      {done.length > 0 ? (
        <div className="k-row-gap">
          <p className="k-quiet">{t("setup.people.done", { count: done.length })}</p>
          <span className="k-space" />
          <button type="button" className="k-button" onClick={() => void copy()}>
            <Icon name="copy" size={14} /> {t("setup.people.copyAll")}
          </button>
        </div>
      ) : null}
      <ul>
        {invited.map((i) => (
          <li key={i.email}>
            <span className="k-strong">{i.name}</span>
            <span className="k-muted k-ellipsis">{i.email}</span>
            {i.password ? <code>{i.password}</code> : <span className="k-error">{i.problem}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
