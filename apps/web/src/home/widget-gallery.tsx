import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";
import type { HomeWidget } from "../modules/web-module.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { type Placed, without, withWidget } from "./home-layout.ts";

interface Props {
  layout: readonly Placed[];
  available: readonly HomeWidget[];
  onChange: (layout: Placed[]) => void;
  onClose: () => void;
}

/** Every widget there is, with what it shows; a switch puts it on the workbench or takes it off. */
export default function WidgetGallery({ layout, available, onChange, onClose }: Props) {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  return (
    <Drawer open onClose={onClose} title={t("home.edit.gallery")} size={isNarrow ? "100%" : 400}>
      <ul className="k-gallery">
        {available.map((widget) => {
          const isOn = layout.some((p) => p.id === widget.id);
          return (
            <li key={widget.id}>
              <div>
                <b>{t(widget.labelKey)}</b>
                <p className="k-muted">{t(widget.aboutKey)}</p>
              </div>
              <button
                type="button"
                className={`k-button${isOn ? "" : " is-primary"}`}
                aria-label={t(isOn ? "home.edit.remove" : "home.edit.addOne", { widget: t(widget.labelKey) })}
                onClick={() => onChange(isOn ? without(layout, widget.id) : withWidget(layout, widget))}
              >
                <Icon name={isOn ? "check" : "plus"} size={14} />
                {t(isOn ? "home.edit.added" : "home.edit.addShort")}
              </button>
            </li>
          );
        })}
      </ul>
    </Drawer>
  );
}
