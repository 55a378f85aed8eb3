// Shows a page of our own while the server cannot be reached, and tries again by itself. Keeps no data and no files:
// what a person typed lies in localStorage, where the application finds it when it is back.
const words = {
  zh: ["连不上服务器", "你写下的内容都保存在这台设备上。正在重试，恢复后会自动打开这一页。", "现在重试"],
  en: ["The server cannot be reached", "What you typed is kept on this device. Trying again; this page opens by itself when the server is back.", "Try now"],
};

function page(language) {
  const isChinese = language.toLowerCase().startsWith("zh");
  const [title, text, again] = isChinese ? words.zh : words.en;
  return `<!doctype html><html lang="${isChinese ? "zh-CN" : "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5"><title>${title} · 客枢 Keshu</title><style>
:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f7f6;color:#1b2421;font:15px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif}
main{max-width:26em;padding:24px;text-align:center}h1{font-size:20px;font-weight:600;margin:0 0 8px}p{margin:0 0 20px;color:#515d58}
a{display:inline-block;min-height:44px;line-height:44px;padding:0 20px;border-radius:8px;background:#0f766a;color:#fff;text-decoration:none}
a:focus-visible{outline:2px solid #0f766a;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#121715;color:#e6ece9}p{color:#a8b3af}a{background:#3fb8a6;color:#07231f}}
</style></head><body><main><h1>${title}</h1><p role="status">${text}</p><a href="">${again}</a></main></body></html>`;
}

function unreachable() {
  return new Response(page(navigator.language), {
    status: 503,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return;
  if (/^\/(api|docs|metrics|health|openapi)/.test(new URL(event.request.url).pathname)) return;
  event.respondWith(
    fetch(event.request).then(
      // a proxy answers for a server that is away
      (response) => ([502, 503, 504].includes(response.status) ? unreachable() : response),
      () => unreachable(),
    ),
  );
});
