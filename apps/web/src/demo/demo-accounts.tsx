import { useTranslation } from "react-i18next";
import type { BegunDemo } from "../api/demo.ts";
import { Secret } from "../settings/secret.tsx";

/** Whom one may sign in as, with the password that is shown this once. */
export function DemoAccounts({ begun }: { begun: BegunDemo }) {
  const { t } = useTranslation();
  const departments = Map.groupBy(begun.people, (p) => p.department);
  return (
    <section className="k-panel k-demo-accounts" aria-label={t("demo.accounts.title")}>
      <h2>{t("demo.accounts.title")}</h2>
      <p className="k-quiet">{t("demo.accounts.text")}</p>
      <Secret value={begun.password} label={t("demo.accounts.password")} />
      <div className="k-demo-people">
        {[...departments].map(([department, people]) => (
          <div key={department}>
            <h3>{department}</h3>
            <ul>
              {people.map((p) => (
                <li key={p.id}>
                  <span className="k-strong">{p.name}</span> <span className="k-muted">{p.title}</span>
                  <code>{p.email}</code>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
