import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { ROUTES } from "./src/public/routes.ts";
import { shellPlugin } from "./tools/shell.ts";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        chunkFileNames: ({ facadeModuleId }) => {
          const texts = facadeModuleId?.match(/\/i18n\/gen\/(.+)\.js$/)?.[1];
          return texts ? `assets/texts.${texts}.[hash:6].js` : "assets/[name]-[hash].js";
        },
      },
    },
  },
  plugins: [
    shellPlugin(ROUTES),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "sw.ts",
      injectRegister: false,
      manifestFilename: "manifest.webmanifest",
      manifest: {
        name: "Willkommen im Kreis",
        short_name: "Willkommen",
        lang: "de",
        start_url: "/de/",
        scope: "/",
        display: "browser",
        background_color: "#ffffff",
        theme_color: "#1d4f8c",
        icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
      },
      injectManifest: {
        // The worker leaves out the texts of other languages than its own.
        globPatterns: ["assets/*.{js,css}", "assets/*latin-[46]*.woff2", "icon.svg"],
        rollupFormat: "iife",
      },
    }),
  ],
});
