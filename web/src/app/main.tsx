/** Starts the console. */

import { nonce } from './nonce';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@/styles/tokens.css';
import '@/styles/base.css';
import '@/styles/mantine/controls.css';
import '@/styles/mantine/surfaces.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSessionEnd } from '@/api/client';
import { queries } from './queries';
import { router } from './router';
import { leaveAfterSessionEnd } from './session-end';
import { cssVariablesResolver, theme } from './theme';

const themes = localStorageColorSchemeManager({ key: 'vestibule-theme' });

onSessionEnd(() => void leaveAfterSessionEnd(queries, router));

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={themes}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" limit={3} />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
