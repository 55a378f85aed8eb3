import type { ModuleCatalog } from "@keshu/catalog";
import type { AnyEndpoint } from "@keshu/http/endpoint";
import type { ObjectRules } from "@keshu/records";
import { department } from "./objects/department.ts";
import { role } from "./objects/role.ts";
import { user } from "./objects/user.ts";
import { departmentRules } from "./rules/department-rules.ts";
import { roleRules } from "./rules/role-rules.ts";
import { userRules } from "./rules/user-rules.ts";
import { apiKeyEndpoints } from "./server/endpoints/api-keys.ts";
import { auditEndpoints } from "./server/endpoints/audit-events.ts";
import { meEndpoints } from "./server/endpoints/me.ts";
import { totpEndpoints } from "./server/endpoints/me-totp.ts";
import { sessionEndpoints } from "./server/endpoints/sessions.ts";
import { signInEndpoints } from "./server/endpoints/sign-in.ts";
import { userEndpoints } from "./server/endpoints/users.ts";

export const people: ModuleCatalog = {
  name: "people",
  label: { zh: "人员与权限", en: "People and access" },
  icon: "team",
  objects: [user, department, role],
};
export const objects = people.objects;
export const rules: ObjectRules[] = [userRules, departmentRules, roleRules];
export const migrations = { source: "people", directory: new URL("./migrations/", import.meta.url) };
export const endpoints: AnyEndpoint[] = [
  ...signInEndpoints,
  ...meEndpoints,
  ...totpEndpoints,
  ...sessionEndpoints,
  ...apiKeyEndpoints,
  ...auditEndpoints,
  ...userEndpoints,
];

export { connectAuditLog, writeAudit } from "./server/audit.ts";
export { auditStart, holdsHead, sealAuditLog, startAuditSealing, verifyAuditChain } from "./server/audit-chain.ts";
export { pruneAuditLog } from "./server/audit-retention.ts";
export { authenticate, identify, sessionLimits } from "./server/authenticate.ts";
export { compilePrincipal, type IdentifiedPrincipal } from "./server/compile-principal.ts";
export { setPassword } from "./server/credentials.ts";
export { ensureFirstAdministrator } from "./server/first-administrator.ts";
export { bumpIdentity, followIdentity, identityChannel, invalidateIdentity, onIdentityChange, readIdentityEpoch } from "./server/identity-epoch.ts";
export { principalForWork, principalOfUser } from "./server/load-identity.ts";
export { ownersAbove } from "./server/owners-above.ts";
export { configureSecrets } from "./server/secret-box.ts";
export { seedRoleIds, seedRoles } from "./server/seed-roles.ts";
export { forgetOldSessions } from "./server/sessions.ts";
export { throttleLimits } from "./server/sign-in-throttle.ts";
export { systemContext, systemPrincipal } from "./server/system-principal.ts";
export { platformPermissions, registerPlatformPermission } from "./shared/platform-permissions.ts";
