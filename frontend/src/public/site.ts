import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import type { Resource } from "../api/resource";
import type { County } from "../api/types";
import { type MessageKey, useI18n } from "../i18n/i18n";
import { link } from "./links";

/** The county of this site, as far as it has arrived. */
export const SiteContext = createContext<Resource<County>>({ state: "loading", retry: () => undefined });

export function useSite(): Resource<County> {
  return useContext(SiteContext);
}

/** Addresses in the language of the page. */
export function useLink(): (path: string) => string {
  const { lang } = useI18n();
  return (path) => link(lang, path);
}

/** Sets the title of the document, unless the server already did. `name`: of the object, null while unknown. */
export function useTitle(key: MessageKey, name?: string | null): void {
  const { t } = useI18n();
  const site = useSite();
  const ready = site.state === "ready" && name !== null;
  const translate = t as (key: MessageKey, values: Record<string, string>) => string;
  const title = ready ? translate(key, { name: name ?? "", site: site.data.project.title.text }) : "";
  useEffect(() => {
    if (title && document.title !== title) document.title = title;
  }, [title]);
}
