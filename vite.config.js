// Builds the one stylesheet, the script of every page and that of the strategy map into the static folder of the foundation.
import { defineConfig } from "vite";

const isStyle = (asset) => asset.names.some((name) => name.endsWith(".css"));

export default defineConfig({
  root: "frontend",
  base: "./",
  css: { preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ["if-function"] } } },
  build: {
    outDir: "../src/kommune/foundation/static/kommune",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rolldownOptions: {
      input: { app: "frontend/app.js", map: "frontend/map.js" },
      checks: { eval: false }, // htmx holds an eval that our htmx-config and the content policy switch off
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: (asset) => (isStyle(asset) ? "app.css" : "fonts/[name][extname]"),
      },
    },
  },
});
