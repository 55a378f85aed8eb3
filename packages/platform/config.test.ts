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

test("whose word about the caller's address is taken", () => {
  const read = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).trustProxy;
  assert.deepEqual(["", "false", "0", "True", "1", "12"].map(read), [false, false, false, true, 1, 12]);
  for (const places of ["10.0.0.5", "10.0.0.5, 192.168.0.0/16", "fd00::1,fd00::/8", "loopback", "Loopback,10.0.0.1"]) {
    const read = readConfig({ TRUST_PROXY: places }).trustProxy;
    assert.equal(read, places.toLowerCase().replaceAll(" ", ""));
  }
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
    ...["!", "maybe", "-1", "100", "yes", "10.0.0.5,", "10.0.0.256", "10.0.0.0/0", "10.0.0.0/33", "10.0.0.0/8/8", "fd00::/129", "proxy.example"].map(
      (TRUST_PROXY) => ({ TRUST_PROXY }),
    ),
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
