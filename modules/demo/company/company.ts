import { appointment, day, hour, isWorkday, minute, startOfDay, toWorkday, workingTime } from "./clock.ts";
import { idsOf } from "./ids.ts";
import { people, sellers } from "./people.ts";
import { type City, cities } from "./places.ts";
import { type Random, randomOf } from "./random.ts";

export interface CompanyOptions {
  /** What the company looks like. */
  seed: string;
  /** Which run it is: ids differ from run to run. */
  run: string;
  /** The moment everything is told from. */
  now: number;
  /** User id of who made it: they have records of their own, and the director reports to them. */
  me: string;
  /** 1: 2,000 customers. */
  scale: number;
}

/** What every part of the company needs while it is thought up. */
export interface Company {
  random: Random;
  scale: number;
  now: number;
  /** Midnight of today in China. */
  today: number;
  me: string;
  id: (at: number) => string;
  /** User id of a person by key. */
  user: (key: string) => string;
  /** Who looks after customers of a city: mostly its salesperson, now and then the head of the team. */
  sellerIn: (city: City, random: Random) => string;
  /** The last day of work up to then. */
  workday: (at: number) => number;
  /** An appointment in the next days, more of them near. */
  soon: (random: Random) => number;
}

export function companyOf({ seed, run, now, me, scale }: CompanyOptions): Company {
  const id = idsOf(randomOf(`${seed}/${run}/ids`));
  const users = new Map(people.map((p) => [p.key, id(now)]));
  const user = (key: string): string => users.get(key) as string;
  const heads = { east: "gu", south: "liang", success: "su" } as const;
  return {
    random: randomOf(seed),
    scale,
    now,
    today: startOfDay(now),
    me,
    id,
    user,
    sellerIn(city, random) {
      const seller = sellers.find((p) => p.key === city.seller) as (typeof sellers)[number];
      return user(random.chance(0.06) ? heads[seller.team] : seller.key);
    },
    workday: (at) => toWorkday(at, -1),
    soon: (random) => appointment(random, toWorkday(startOfDay(now) + Math.floor(random.next() ** 1.6 * 24) * day)),
  };
}

/** The cities a person sells in, for what needs a place without a customer. */
export function citiesOf(key: string): readonly City[] {
  const own = cities.filter((c) => c.seller === key);
  return own.length ? own : cities;
}

/** Earlier today, when people are at work; else on the last day they were. */
export function earlierToday(company: Company, random: Random): number {
  const worked = company.now - (company.today + 9 * hour);
  if (isWorkday(company.now) && worked > 30 * minute) return company.now - random.int(10, Math.min(Math.floor(worked / minute), 540)) * minute;
  return workingTime(random, company.workday(company.today - hour));
}

/** A working hour of the day of a moment, or of the last day of work before it; never to come. */
export function atWork(company: Company, random: Random, wanted: number): number {
  const at = workingTime(random, company.workday(wanted));
  return at < company.now - 5 * minute ? at : earlierToday(company, random);
}
