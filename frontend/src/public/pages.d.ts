/** What the browser needs of `routes.ts`; the build makes it (tools/shell.ts). */
declare module "virtual:pages" {
  export type PageEntry = Pick<import("./routes").RouteEntry, "page" | "pattern" | "texts">;
  export const ENTRIES: PageEntry[];
}
