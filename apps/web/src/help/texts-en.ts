export default import.meta.glob<string>("../../../../docs/help/en/*.md", { eager: true, query: "?raw", import: "default" });
