// Whoever signs out leaves the browser to others: what forms kept here goes.

localStorage.clear();
sessionStorage.clear();
