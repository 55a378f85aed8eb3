import { theme as antTheme, type ThemeConfig } from "antd";
import { codeFamily, type Density, fontFamily, type Palette, sizes } from "./tokens.ts";

type Derive = typeof antTheme.darkAlgorithm;

/** The palette has colours for the dark already; the algorithm would mix them anew. */
const asChosen: Derive = (seed, map) => ({
  ...(map as ReturnType<Derive>),
  colorPrimary: seed.colorPrimary,
  colorLink: seed.colorLink,
  colorInfo: seed.colorInfo,
  colorSuccess: seed.colorSuccess,
  colorWarning: seed.colorWarning,
  colorError: seed.colorError,
});

interface Look {
  palette: Palette;
  isDark: boolean;
  density: Density;
  isStill: boolean;
  isNarrow: boolean;
}

/** The look as Ant Design's tokens. */
export function themeConfig({ palette: p, isDark, density, isStill, isNarrow }: Look): ThemeConfig {
  const control = isNarrow ? Math.max(40, sizes[density].control) : sizes[density].control;
  return {
    hashed: false,
    cssVar: { key: "keshu" },
    algorithm: isDark ? [antTheme.darkAlgorithm, asChosen] : antTheme.defaultAlgorithm,
    token: {
      fontFamily,
      fontFamilyCode: codeFamily,
      fontSize: 13,
      fontSizeSM: 12,
      lineHeight: 1.6,
      borderRadius: 6,
      borderRadiusLG: 8,
      borderRadiusSM: 4,
      controlHeight: control,
      controlHeightLG: control + 8,
      controlHeightSM: control - 6,
      motion: !isStill,
      motionDurationFast: "0.12s",
      motionDurationMid: "0.15s",
      motionDurationSlow: "0.18s",
      motionEaseInOut: "ease-out",
      wireframe: false,
      colorPrimary: p.brand,
      colorPrimaryHover: p.brandHover,
      colorPrimaryActive: p.brandActive,
      colorPrimaryText: p.brand,
      colorPrimaryTextHover: p.brandHover,
      colorPrimaryBg: p.brand2,
      colorPrimaryBgHover: p.brand2,
      colorPrimaryBorder: p.brand,
      colorLink: p.brand,
      colorLinkHover: p.brandHover,
      colorLinkActive: p.brandActive,
      colorInfo: p.blue,
      colorInfoBg: p.blue2,
      colorSuccess: p.jade,
      colorSuccessBg: p.jade2,
      colorWarning: p.amber,
      colorWarningBg: p.amber2,
      colorError: p.red,
      colorErrorHover: p.red,
      colorErrorBg: p.red2,
      colorErrorText: p.red,
      colorText: p.ink,
      colorTextHeading: p.ink,
      colorTextSecondary: p.ink2,
      colorTextTertiary: p.ink3,
      colorTextQuaternary: p.ink3,
      colorTextDescription: p.ink3,
      colorTextPlaceholder: p.ink3,
      colorTextDisabled: p.ink3,
      colorIcon: p.ink3,
      colorIconHover: p.ink,
      colorBgBase: p.panel,
      colorBgLayout: p.bg,
      colorBgContainer: p.panel,
      colorBgElevated: p.panel,
      colorBgContainerDisabled: p.line2,
      colorFillAlter: p.hover,
      colorFillSecondary: p.line2,
      colorFillTertiary: p.line2,
      colorBorder: p.edge,
      colorBorderSecondary: p.line,
      colorSplit: p.line2,
      controlItemBgHover: p.hover,
      controlItemBgActive: p.brand2,
      controlItemBgActiveHover: p.brand2,
      // a shadow on a dark ground shows no edge
      boxShadow: isDark ? `0 0 0 1px ${p.line}, 0 8px 30px #0009` : "0 8px 30px #0000001f",
      boxShadowSecondary: isDark ? `0 0 0 1px ${p.line}, 0 8px 30px #0009` : "0 6px 24px #0000001f",
    },
    components: {
      Button: {
        primaryColor: p.onBrand,
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        fontWeight: 400,
        dangerColor: isDark ? "#2a0d0d" : "#ffffff",
        paddingInline: 12,
      },
      Tabs: {
        horizontalItemPadding: "6px 0 8px",
        horizontalItemGutter: 20,
        itemColor: p.ink2,
        itemSelectedColor: p.ink,
        titleFontSize: 13,
        horizontalMargin: "0",
      },
      Drawer: { footerPaddingBlock: 10 },
      Segmented: { itemSelectedBg: p.panel, trackBg: p.line2 },
      Tooltip: { colorBgSpotlight: isDark ? "#39443f" : p.ink, colorTextLightSolid: "#ffffff" },
      Select: { optionSelectedFontWeight: 500 },
      Checkbox: { colorWhite: p.onBrand },
      Switch: { colorTextLightSolid: p.onBrand },
      DatePicker: { colorTextLightSolid: p.onBrand },
      Tag: { defaultBg: p.line2, defaultColor: p.ink2 },
    },
  };
}
