export default import.meta.glob<string>("../../../../docs/help/zh-CN/*.md", { eager: true, query: "?raw", import: "default" });
