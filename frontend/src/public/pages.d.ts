/** What the browser needs of `routes.ts`; the build makes it (tools/shell.ts). */
declare module "virtual:pages" {
  /** The pattern of the address as the router takes it, the group of its texts, and its code. */
  export type PageEntry = [
    path: string,
    texts: import("../i18n/load").TextGroup,
    load: () => Promise<{ default: import("preact").ComponentType<object> }>,
  ];
  export const ENTRIES: PageEntry[];
}
