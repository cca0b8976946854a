// Everything works as links and forms; these scripts only make it quicker.
import htmx from "htmx.org/dist/htmx.esm.js";
import { startAnswers } from "./answers.js";
import { startDrafts } from "./drafts.js";
import { startColumns } from "./columns.js";
import { startDrawer } from "./drawer.js";
import { startKeyboard } from "./keyboard.js";
import { startLayers } from "./layers.js";
import { startForms } from "./forms.js";
import { startPalette } from "./palette.js";
import { startTyped } from "./typed.js";
import { startOffline } from "./offline/start.js";
import { startMenu } from "./menu.js";
import { startToast } from "./toast.js";

window.htmx = htmx;
startAnswers();
startColumns();
startDrawer();
startForms();
startDrafts();
startMenu();
startToast();
startLayers();
startTyped();
startPalette(htmx);
startKeyboard();
startOffline();
