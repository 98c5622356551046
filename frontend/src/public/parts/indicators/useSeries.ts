import { type Resource, useResource } from "../../../api/resource";
import type { Indicator, Series } from "../../../api/types";
import { useI18n } from "../../../i18n/i18n";
import { withQuery } from "../../links";

/** Which part of an indicator's released numbers is looked at, in the words of the address and of the API; "" is the usual. */
export interface Choice {
  area: string;
  by: string;
  period: string;
  release: string;
}
export const CHOICES = ["area", "by", "period", "release"] as const;

type Query = NonNullable<Parameters<typeof useResource<"/api/v1/indicators/{code}/series">>[1]>["query"];

function given(choice: Partial<Choice>, lang: string): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(choice).filter(([, value]) => value)), lang };
}

/** Reads a part of an indicator's series; `code` null asks nothing. */
export function useSeries(code: string | null, choice: Partial<Choice>): Resource<Series> {
  const { lang } = useI18n();
  const query = given(choice, lang) as Query;
  return useResource(
    "/api/v1/indicators/{code}/series",
    code === null ? null : { path: { code }, ...(query && { query }) },
  );
}

/** The address of the same part in another format: `csv`, `xlsx`, … */
export function fileOf({ code }: Indicator, choice: Partial<Choice>, format: string, lang: string): string {
  return withQuery(`/api/v1/indicators/${code}/series.${format}`, given(choice, lang));
}
