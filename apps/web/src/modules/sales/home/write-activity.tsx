import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../icons/icon.tsx";
import type { IconName } from "../../../icons/paths.ts";
import { lazyReady } from "../../../shell/lazy-ready.ts";
import type { About } from "./quick-activity.tsx";

const QuickActivity = lazyReady(() => import("./quick-activity.tsx"));

/** The button in the head of the workbench. */
export default function WriteActivity() {
  const { t } = useTranslation();
  return <WriteButton className="k-button is-primary" text={t("home.write.button")} />;
}

/** A button that opens the small form of an activity, about something or about what is chosen there. */
export function WriteButton({ about, className, text, icon }: { about?: About; className: string; text: string; icon?: IconName }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        onClick={() => setOpen(true)}
        {...(about ? { "aria-label": t("common.labelled", { label: text, value: about.title }) } : {})}
        {...(icon ? { title: text } : {})}
      >
        {icon ? <Icon name={icon} size={15} /> : text}
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <QuickActivity {...(about ? { about } : {})} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
