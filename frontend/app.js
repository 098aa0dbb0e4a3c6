// The script of every page: htmx and a few habits; without it every page still works.
import "./styles/app.scss";
import htmx from "htmx.org/dist/htmx.esm.js";
import { guardAgainstDoubleSubmit } from "./scripts/submit.js";
import { openSearchByKeyboard } from "./scripts/search.js";
import { openLinksInSheet } from "./scripts/sheet.js";
import { closeMenusOutside } from "./scripts/menu.js";
import { selectRowsInBulk } from "./scripts/bulk.js";
import { copyOnClick, downloadCharts, dismissMessages } from "./scripts/small.js";
import { startLongTexts } from "./scripts/clamp.js";
import { rateByKeyboard } from "./scripts/rounds.js";
import { answerCardsByKey } from "./scripts/quick.js";
import { rateInMatrix } from "./scripts/matrix.js";
import { keepAnswersUntilSent } from "./scripts/pulses.js";

document.documentElement.classList.add("js");
guardAgainstDoubleSubmit();
openSearchByKeyboard();
openLinksInSheet(htmx);
closeMenusOutside();
selectRowsInBulk();
copyOnClick();
downloadCharts();
dismissMessages();
startLongTexts(htmx);
rateByKeyboard();
answerCardsByKey();
rateInMatrix(htmx);
keepAnswersUntilSent();
