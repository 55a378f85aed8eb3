import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { logBeginning } from "./api/log-beginning.ts";
import { may, meQuery } from "./api/me.ts";
import { isProblem } from "./api/problem.ts";
import { parseCalendarSearch } from "./calendar/calendar-search.ts";
import { rememberList } from "./list/last-list.ts";
import { parseListSearch } from "./list/list-search.ts";
import { readyList } from "./list/ready-list.ts";
import { queryClient } from "./query-client.ts";
import { prefetchRecord } from "./record/record-query.ts";
import { needsSetup } from "./setup/needs-setup.ts";
import { NotFound } from "./shell/not-found.tsx";
import { PageSkeleton } from "./shell/page-skeleton.tsx";
import { RouteError } from "./shell/route-error.tsx";
import { whenIdle } from "./shell/when-idle.ts";

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === "string" && search.next.startsWith("/") && !search.next.startsWith("//") ? { next: search.next } : {},
  component: lazyRouteComponent(() => import("./sign-in/sign-in-page.tsx"), "SignInPage"),
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: async ({ location }) => {
    try {
      const me = await queryClient.ensureQueryData(meQuery);
      if (me.must_change_password) throw redirect({ to: "/sign-in", search: { next: location.href } });
      void logBeginning(me.id); // before the first page is read
    } catch (error) {
      if (isProblem(error) && error.status === 401) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
      throw error;
    }
  },
  component: lazyRouteComponent(() => import("./shell/shell.tsx"), "Shell"),
});

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/welcome",
  beforeLoad: async () => {
    const me = await queryClient.ensureQueryData(meQuery).catch(() => null);
    if (!me || me.must_change_password) throw redirect({ to: "/sign-in", search: { next: "/welcome" } });
    if (!may(me, "company.manage")) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(() => import("./setup/setup-page.tsx"), "SetupPage"),
});

const under = <Path extends string>(path: Path) => ({ getParentRoute: () => shellRoute, path });

const homeRoute = createRoute({
  ...under("/"),
  beforeLoad: async () => {
    if (await needsSetup(await queryClient.ensureQueryData(meQuery))) throw redirect({ to: "/welcome", replace: true });
  },
  component: lazyRouteComponent(() => import("./home/home-page.tsx"), "HomePage"),
});

const recordPage = () => import("./record/record-page.tsx");

/** Better the page before for a moment than an outline that goes at once: so long a page waits for what it will show. */
const patience = 80;

function soon(work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patience);
    // what failed is asked for again, and told, by the page
    work.catch(() => undefined).finally(resolve);
  });
}

const listRoute = createRoute({
  ...under("/o/$path"),
  validateSearch: parseListSearch,
  // begun when a link is pointed at
  loader: { handler: ({ params, location }) => soon(readyList(params.path, parseListSearch(location.search))), staleReloadMode: "blocking" },
  onEnter: readyRecordPage,
  onLeave: ({ params, search }) => rememberList(params.path, search),
  component: lazyRouteComponent(() => import("./list/list-page.tsx"), "ListPage"),
});

const calendarRoute = createRoute({
  ...under("/calendar"),
  validateSearch: parseCalendarSearch,
  component: lazyRouteComponent(() => import("./calendar/calendar-page.tsx"), "CalendarPage"),
});

/** A record is what people open next from a list: its code comes while they read. */
function readyRecordPage(): void {
  setTimeout(() => whenIdle(() => void recordPage().catch(() => undefined)), 300);
}

const recordRoute = createRoute({
  ...under("/o/$path/$id"),
  validateSearch: (search: Record<string, unknown>): { edit?: true } => (search.edit ? { edit: true } : {}),
  loader: { handler: ({ params }) => soon(prefetchRecord(params.path, params.id)), staleReloadMode: "blocking" },
  component: lazyRouteComponent(recordPage, "RecordPage"),
});

const importsRoute = createRoute({ ...under("/imports"), component: lazyRouteComponent(() => import("./import/imports-page.tsx"), "ImportsPage") });
const newImportRoute = createRoute({
  ...under("/imports/new"),
  validateSearch: (search: Record<string, unknown>): { object?: string } => (typeof search.object === "string" ? { object: search.object } : {}),
  component: lazyRouteComponent(() => import("./import/new-import-page.tsx"), "NewImportPage"),
});
const importRoute = createRoute({ ...under("/imports/$id"), component: lazyRouteComponent(() => import("./import/import-page.tsx"), "ImportPage") });

const settingsRoute = createRoute({ ...under("/settings"), component: lazyRouteComponent(() => import("./settings/settings-layout.tsx"), "SettingsLayout") });
const inSettings = <Path extends string>(path: Path) => ({ getParentRoute: () => settingsRoute, path });
const settingsIndexRoute = createRoute({ ...inSettings("/"), component: lazyRouteComponent(() => import("./settings/settings-index.tsx"), "SettingsIndex") });
const companyRoute = createRoute({
  ...inSettings("/company"),
  component: lazyRouteComponent(() => import("./settings/company/company-page.tsx"), "CompanyPage"),
});
const objectsRoute = createRoute({
  ...inSettings("/objects"),
  component: lazyRouteComponent(() => import("./settings/objects/objects-page.tsx"), "ObjectsPage"),
});
const objectRoute = createRoute({
  ...inSettings("/objects/$name"),
  component: lazyRouteComponent(() => import("./settings/objects/object-page.tsx"), "ObjectPage"),
});
const usersRoute = createRoute({ ...inSettings("/users"), component: lazyRouteComponent(() => import("./settings/users/users-page.tsx"), "UsersPage") });
const departmentsRoute = createRoute({
  ...inSettings("/departments"),
  component: lazyRouteComponent(() => import("./settings/departments/departments-page.tsx"), "DepartmentsPage"),
});
const pipelinesRoute = createRoute({
  ...inSettings("/pipelines"),
  component: lazyRouteComponent(() => import("./settings/pipelines/pipelines-page.tsx"), "PipelinesPage"),
});
const pipelineRoute = createRoute({
  ...inSettings("/pipelines/$id"),
  component: lazyRouteComponent(() => import("./settings/pipelines/pipeline-page.tsx"), "PipelinePage"),
});
const rolesRoute = createRoute({ ...inSettings("/roles"), component: lazyRouteComponent(() => import("./settings/roles/roles-page.tsx"), "RolesPage") });
const roleRoute = createRoute({
  ...inSettings("/roles/$id"),
  validateSearch: (search: Record<string, unknown>): { like?: string } => (typeof search.like === "string" ? { like: search.like } : {}),
  component: lazyRouteComponent(() => import("./settings/roles/role-page.tsx"), "RolePage"),
});
const keysRoute = createRoute({
  ...inSettings("/api-keys"),
  component: lazyRouteComponent(() => import("./settings/api-keys/api-keys-page.tsx"), "ApiKeysPage"),
});
const demoRoute = createRoute({ ...inSettings("/demo"), component: lazyRouteComponent(() => import("./demo/demo-page.tsx"), "DemoPage") });
const auditRoute = createRoute({ ...inSettings("/audit"), component: lazyRouteComponent(() => import("./settings/audit/audit-page.tsx"), "AuditPage") });

const profileRoute = createRoute({ ...under("/profile"), component: lazyRouteComponent(() => import("./profile/profile-page.tsx"), "ProfilePage") });

// an address that leads nowhere, with the navigation to go on from
const nowhereRoute = createRoute({ ...under("$"), component: NotFound });

const routeTree = rootRoute.addChildren([
  signInRoute,
  welcomeRoute,
  shellRoute.addChildren([
    homeRoute,
    calendarRoute,
    listRoute,
    recordRoute,
    importsRoute,
    newImportRoute,
    importRoute,
    settingsRoute.addChildren([
      settingsIndexRoute,
      companyRoute,
      objectsRoute,
      objectRoute,
      usersRoute,
      departmentsRoute,
      pipelinesRoute,
      pipelineRoute,
      rolesRoute,
      roleRoute,
      keysRoute,
      auditRoute,
      demoRoute,
    ]),
    profileRoute,
    nowhereRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  defaultPreloadDelay: 40,
  // what was prefetched grows old by the rules of its query, not by the router's
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
