// A page looks for its server for as long as it is open. By itself the script tries ten times at once, then every 5 s, then every 30 s, and gives up.
Blazor.start({ circuit: { reconnectionOptions: { maxRetries: Infinity, retryIntervalMilliseconds: attempt => (attempt === 0 ? 0 : 2000) } } });
