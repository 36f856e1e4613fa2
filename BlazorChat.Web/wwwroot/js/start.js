// A page looks for its server for as long as it is open: at once, then every second for a minute, then every 3 s.
// By itself the script gives up after some minutes.
Blazor.start({ circuit: { reconnectionOptions: { maxRetries: Infinity, retryIntervalMilliseconds: attempt => (attempt === 0 ? 0 : attempt < 60 ? 1000 : 3000) } } });
