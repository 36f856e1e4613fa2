# syntax=docker/dockerfile:1
# The build runs on the builder's own platform and compiles for the target's: emulating the SDK is slow and breaks.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /src

# What decides the packages, alone: this layer stays until one of them changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY BlazorChat.Core/BlazorChat.Core.csproj BlazorChat.Core/
COPY BlazorChat.Web/BlazorChat.Web.csproj BlazorChat.Web/
COPY deploy/publish.sh deploy/
COPY deploy/locks deploy/locks
RUN deploy/publish.sh --arch "$TARGETARCH" --scratch /tmp/build --restore-only

COPY .editorconfig BannedSymbols.txt appsettings.json ./
COPY BlazorChat.Core BlazorChat.Core
COPY BlazorChat.Web BlazorChat.Web
RUN deploy/publish.sh --arch "$TARGETARCH" --scratch /tmp/build /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The system's SQLite is newer than the one in the package (docs/adr/002-sqlite-library.md), and the distribution mends it.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libsqlite3-0 \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o "$APP_UID" -g "$APP_UID" -m 0700 /data

# Owned by root: the program cannot change itself.
WORKDIR /app
COPY --from=build /app .
COPY deploy/healthcheck.sh /usr/local/bin/healthcheck

ENV BlazorChat__DataFolder=/data
USER $APP_UID
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["bash", "/usr/local/bin/healthcheck"]
ENTRYPOINT ["dotnet", "BlazorChat.Web.dll"]
