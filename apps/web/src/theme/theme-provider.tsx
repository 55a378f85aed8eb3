import { App, theme as antTheme, ConfigProvider, type ConfigProviderProps, type ThemeConfig } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useLayoutEffect, useMemo } from "react";
import { Icon } from "../icons/icon.tsx";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow, useMedia } from "../preferences/use-media.ts";
import { codeFamily, type Density, fontFamily, type Palette, sizes } from "./tokens.ts";
import { useLook } from "./use-look.ts";

/** Carries the look into Ant Design's tokens and into our own style sheets. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const { density, locale } = usePreferences();
  const { palette, isDark } = useLook();
  const isStill = useMedia("(prefers-reduced-motion: reduce)");
  const isNarrow = useIsNarrow();
  useLayoutEffect(() => {
    dayjs.locale(locale === "en" ? "en" : "zh-cn");
  }, [locale]);
  const config = useMemo(() => themeConfig({ palette, isDark, density, isStill, isNarrow }), [palette, isDark, density, isStill, isNarrow]);
  return (
    <ConfigProvider theme={config} locale={locale === "en" ? enUS : zhCN} button={{ autoInsertSpace: false }} {...icons}>
      <App message={{ maxCount: 3 }} notification={{ maxCount: 3 }} component={false}>
        {children}
      </App>
    </ConfigProvider>
  );
}

const close = <Icon name="close" size={14} />;
const clear = <Icon name="close" size={12} />;

/** Our own icons in Ant Design's controls; its own ones tell screen readers their English file names. */
const icons: ConfigProviderProps = {
  select: { suffixIcon: <Icon name="down" size={14} />, clearIcon: clear, removeIcon: clear },
  cascader: { suffixIcon: <Icon name="down" size={14} />, expandIcon: <Icon name="right" size={12} />, clearIcon: clear },
  datePicker: { suffixIcon: <Icon name="calendar" size={14} />, allowClear: { clearIcon: clear } },
  drawer: { closeIcon: close },
  modal: { closeIcon: close },
  tag: { closeIcon: clear },
  notification: { closeIcon: close },
};

interface Look {
  palette: Palette;
  isDark: boolean;
  density: Density;
  isStill: boolean;
  isNarrow: boolean;
}

function themeConfig({ palette: p, isDark, density, isStill, isNarrow }: Look): ThemeConfig {
  const control = isNarrow ? Math.max(40, sizes[density].control) : sizes[density].control;
  return {
    hashed: false,
    cssVar: { key: "keshu" },
    algorithm: isDark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
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
      boxShadow: isDark ? "0 8px 30px #0009" : "0 8px 30px #0000001f",
      boxShadowSecondary: isDark ? "0 8px 30px #0009" : "0 6px 24px #0000001f",
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
      Switch: { colorTextLightSolid: "#ffffff" },
      DatePicker: { colorTextLightSolid: p.onBrand },
      Tag: { defaultBg: p.line2, defaultColor: p.ink2 },
    },
  };
}
