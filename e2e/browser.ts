import { type Browser, type BrowserContext, type Page, chromium as playwright } from "playwright-core";

export interface Viewer {
  browser: Browser;
  /** A fresh browser profile in Chinese, wide and light unless told otherwise. */
  open: (options?: {
    locale?: string;
    width?: number;
    height?: number;
    theme?: "light" | "dark";
    bypassCSP?: boolean;
    /** Lets the service worker of the page live; it stands between the page and what a test answers itself. */
    hasServiceWorker?: boolean;
  }) => Promise<{ context: BrowserContext; page: Page; problems: string[] }>;
  close: () => Promise<void>;
}

/** Starts the Chromium that comes with the development packages; nothing has to be installed on the system. */
export async function startBrowser(baseURL: string): Promise<Viewer> {
  // Makes the package unpack the libraries Chromium needs and point to them; it looks when it is loaded, so it is loaded after.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  const launch = async () =>
    playwright.launch({
      executablePath: process.env.CHROMIUM ?? (await chromium.executablePath()),
      args: [
        ...chromium.args.filter((a) => !["--single-process", "--no-zygote", "--headless='shell'"].includes(a)),
        "--no-sandbox",
        "--disable-gpu",
        "--font-render-hinting=none",
      ],
      headless: true,
    });
  const browser = await launchPatiently(launch);
  return {
    browser,
    open: async ({ locale = "zh-CN", width = 1280, height = 800, theme = "light", bypassCSP = false, hasServiceWorker = false } = {}) => {
      const context = await browser.newContext({
        baseURL,
        bypassCSP,
        locale,
        timezoneId: "Asia/Shanghai",
        viewport: { width, height },
        colorScheme: theme,
        reducedMotion: "reduce",
        acceptDownloads: true,
        serviceWorkers: hasServiceWorker ? "allow" : "block",
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" && !/Failed to load resource|ERR_INTERNET_DISCONNECTED|WebSocket/.test(message.text()))
          problems.push(`console: ${message.text().slice(0, 400)}`);
      });
      return { context, page, problems };
    },
    close: () => browser.close(),
  };
}

/** Chromium unpacked by another run at the same moment, or short of something, may fall over when it starts. */
async function launchPatiently(launch: () => Promise<Browser>): Promise<Browser> {
  for (const pause of [200, 1_000, 4_000]) {
    try {
      return await launch();
    } catch (error) {
      console.error(`Chromium did not start, once more in ${pause} ms: ${String(error).match(/signal=\w+|exitCode=\d+/)?.[0] ?? String(error).split("\n")[0]}`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return launch();
}
