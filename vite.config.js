// Builds the one stylesheet and the one script of the product into the static folder of the foundation.
import { defineConfig } from "vite";

export default defineConfig({
  root: "frontend",
  base: "./",
  publicDir: "public",
  build: {
    outDir: "../src/kommune/foundation/static/kommune",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rolldownOptions: {
      input: "frontend/app.js",
      output: {
        entryFileNames: "app.js",
        assetFileNames: (asset) => (asset.names.some((name) => name.endsWith(".css")) ? "app.css" : "fonts/[name][extname]"),
      },
    },
  },
});
