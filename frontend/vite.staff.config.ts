// The staff area is a build of its own into the same folder: the public bundle and the list of its service worker never know of it.
import { defineConfig } from "vite";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  publicDir: false,
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    emptyOutDir: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: "staff.html",
      output: {
        chunkFileNames: ({ facadeModuleId }) => {
          const staff = facadeModuleId?.match(/\/i18n\/gen\/staff\/(.+)\.js$/)?.[1];
          const shared = facadeModuleId?.match(/\/i18n\/gen\/([^/]+)\.js$/)?.[1];
          if (staff) return `assets/texts.staff.${staff}.[hash].js`;
          return shared ? `assets/texts.${shared}.[hash].js` : "assets/staff-[name]-[hash].js";
        },
        entryFileNames: "assets/staff-[hash].js",
        assetFileNames: ({ names }) =>
          names[0]?.endsWith(".css")
            ? "assets/staff-[name]-[hash][extname]"
            : "assets/[name]-[hash][extname]",
      },
    },
  },
});
