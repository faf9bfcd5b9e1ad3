import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { guestPage } from './tools/guest-page.ts';

export default defineConfig({
  plugins: [
    guestPage(),
    sveltekit({
      adapter: adapter({ out: 'build', precompress: true }),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // SvelteKit's route announcer carries one fixed style attribute; its hash is the only one allowed.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'blob:'],
          'media-src': ['self', 'blob:', 'mediastream:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'frame-src': ['none'],
          'frame-ancestors': ['none'],
          'object-src': ['none'],
          'manifest-src': ['self'],
          'worker-src': ['self'],
          'require-trusted-types-for': ['script'],
          'trusted-types': ['svelte-trusted-html'],
        },
      },
      // The Origin of every form post is compared with the configured public address in hooks.server.ts and by SvelteKit itself.
      csrf: { trustedOrigins: [] },
      version: { pollInterval: 0 },
    }),
  ],
  build: { target: 'es2022', assetsInlineLimit: 0 },
});
