# One image. PROCESSES decides what it runs: api, worker or all. The viewer is built into it.
# `npm run image-tree` executes these steps without Docker and tries the tree that they leave.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY scripts/postinstall.js ./scripts/
COPY prisma ./prisma
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npx tsx scripts/prune-packages.ts

FROM node:22-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg poppler-utils && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/prisma/walls.sql ./prisma/
COPY --from=build /app/sdk/gql/persisted-documents.json ./sdk/gql/
COPY --from=build /app/python/persisted-documents.json ./python/
COPY --from=build /app/bin/vitrine.js ./bin/vitrine
COPY --from=build /app/samples ./samples
COPY --from=build /app/dist ./dist
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 PATH=/app/bin:$PATH
USER node
EXPOSE 4000
CMD ["node", "dist/server/main.js"]
