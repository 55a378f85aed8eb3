import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../icons/icon.tsx";
import { brandPalette } from "../../theme/brand.ts";
import { paletteVariables } from "../../theme/tokens.ts";

/** How name, logo and colour look on light and on dark pages. */
export function BrandPreview({ name, logo, color }: { name: string; logo: string; color: string | null }) {
  const { t } = useTranslation();
  return (
    <div className="k-brand-previews" aria-hidden="true">
      {(["light", "dark"] as const).map((scheme) => (
        <figure key={scheme} className="k-brand-preview" style={paletteVariables(brandPalette(color, scheme === "dark")) as CSSProperties}>
          <div className="k-brand-preview-nav">
            <span className="k-logo">
              <img src={logo} alt="" />
              <span className="k-ellipsis">{name}</span>
            </span>
            <span className="k-nav-item is-current">
              <Icon name="home" />
              {t("shell.home")}
            </span>
            <span className="k-nav-item">
              <Icon name="bell" />
              {t("notices.title")}
            </span>
          </div>
          <div className="k-brand-preview-page">
            <span className="k-brand-preview-button">{t("brand.sampleButton")}</span>
            <span className="k-brand-preview-link">{t("brand.sampleLink")}</span>
          </div>
          <figcaption>{t(`brand.${scheme}`)}</figcaption>
        </figure>
      ))}
    </div>
  );
}
