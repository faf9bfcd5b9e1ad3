import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const EVERYWHERE = [
  // A page that writes HTML from strings is one mistake away from running a guest's name as a script; Trusted Types would refuse it anyway.
  { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]', message: 'Build elements; no HTML from strings.' },
  // M7.2: there is no recording, for nobody and nowhere.
  { selector: 'Identifier[name=/^(MediaRecorder|MediaStreamTrackProcessor)$/]', message: 'There is no recording function in this portal.' },
];
/** What is pure takes the time and chance as arguments, so that tests can move them. */
const PURE = [
  { selector: 'NewExpression[callee.name=Date][arguments.length=0]', message: 'Take `now` as an argument.' },
  { selector: 'MemberExpression[object.name=Date][property.name=now]', message: 'Take `now` as an argument.' },
  { selector: 'MemberExpression[object.name=Math][property.name=random]', message: 'Take random bytes as an argument.' },
];

/** Each house rule stands with its reason; layout is Prettier's. */
const HOUSE_RULES = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'no-eval': 'error',
  'no-restricted-syntax': ['error', ...EVERYWHERE],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // `return refuse(…)` is the shortest way to say the last word and go.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // Fakes and adapters fulfil asynchronous interfaces without waiting themselves.
  '@typescript-eslint/require-await': 'off',
  // The compiler's `noUncheckedIndexedAccess` and the schemas at the doors already decide what may be missing.
  '@typescript-eslint/no-unnecessary-condition': 'off',
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  '@typescript-eslint/prefer-promise-reject-errors': 'off',
  '@typescript-eslint/only-throw-error': ['error', { allow: ['Redirect', 'HttpError'], allowThrowingUnknown: true }],
  '@typescript-eslint/unified-signatures': 'off',
  // Digits and letters of a closed alphabet are spread; nobody's emoji.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
};

export default defineConfig(
  { ignores: ['build/', '.svelte-kit/', 'node_modules/', '.data/', 'gallery/', 'test-results/'] },
  ...ts.configs.strictTypeChecked,
  ...svelte.configs['flat/recommended'],
  ...svelte.configs['flat/prettier'],
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: {
        projectService: {
          allowDefaultProject: ['eslint.config.js', '.dependency-cruiser.js', 'tools/*.js', 'tools/boot/*.js'],
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 20,
        },
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: HOUSE_RULES,
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': 'error',
      'svelte/button-has-type': 'error',
      // Links are written as paths in all of this portal; it always lies at the root of its host.
      'svelte/no-navigation-without-resolve': 'off',
      // What is shared is replaced whole ($state.raw), not changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
      // The linter sees the arguments of a component's callbacks as any; svelte-check, which knows them, checks them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['src/rules/**', 'src/privacy/**', 'src/words/**', 'src/server/use/**'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ...PURE] },
  },
  {
    files: ['**/*.test.ts', 'e2e/**', 'src/**/testing.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  { files: ['tools/**', 'bench/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
);
