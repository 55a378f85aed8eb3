import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "./config.ts";

test("without settings it listens on this machine only", () => {
  const { port, host, databaseUrl, tls, trustProxy, logFormat } = readConfig({ PORT: "", DATABASE_URL: " " }, false);
  assert.deepEqual(
    { port, host, databaseUrl, tls, trustProxy, logFormat },
    { port: 3000, host: "127.0.0.1", databaseUrl: undefined, tls: undefined, trustProxy: false, logFormat: "json" },
  );
});

test("settings are read", () => {
  const config = readConfig({
    PORT: "8443",
    TRUST_PROXY: "2",
    LOG_LEVEL: "DEBUG",
    PUBLIC_URL: "https://crm.example.com/",
    DATABASE_URL: "postgres://u@%2Ftmp%2Frun/db",
  });
  assert.equal(config.port, 8443);
  assert.equal(config.trustProxy, 2);
  assert.equal(config.logLevel, "debug");
  assert.equal(config.publicUrl, "https://crm.example.com");
});

test("a database behind a socket is named as psql takes it", () => {
  const DATABASE_URL = "postgres://u:secret@/crm?host=/run/postgresql";
  assert.equal(readConfig({ DATABASE_URL }).databaseUrl, DATABASE_URL);
  assert.throws(() => readConfig({ DATABASE_URL: "postgres://u:secret@/crm" }), { code: "DATABASE_URL_INVALID" });
});

test("a wrong setting is one line that names it", () => {
  const wrong: Record<string, string>[] = [
    { PORT: "80a" },
    { PORT: "70000" },
    { LOG_LEVEL: "loud" },
    { TLS_CERT: "/etc/hostname" },
    { TLS_CERT: "/etc/hostname", TLS_KEY: "/no/such" },
    { TRUST_PROXY: "!" },
    { PUBLIC_URL: "crm" },
    { KESHU_ADMIN_EMAIL: "admin" },
    { KESHU_ADMIN_PASSWORD: "short" },
  ];
  for (const env of wrong) {
    assert.throws(
      () => readConfig(env),
      (error: Error & { code?: string }) => {
        assert.equal(error.code, "SETTING_INVALID");
        assert.ok(Object.keys(env).some((name) => error.message.includes(name)));
        assert.ok(!error.message.includes("\n") && !error.message.includes("short"));
        return true;
      },
    );
  }
  assert.throws(() => readConfig({ DATABASE_URL: "mysql://x/y" }), { code: "DATABASE_URL_INVALID" });
});
