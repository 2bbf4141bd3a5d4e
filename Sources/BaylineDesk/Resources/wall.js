// A wall shows the present without anybody's doing: the page is fetched again when the book changes, and each minute.

import { refresh } from "./desk.js";

setInterval(refresh, 60000);
// After a new program, or a night, the page itself is new.
setInterval(() => location.reload(), 6 * 3600000);
