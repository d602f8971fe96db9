/** Mantine in our dress: every colour, size and radius comes from `styles/tokens.css`; how parts look stands in `styles/mantine/`. */

import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  PasswordInput,
  Radio,
  Select,
  Switch,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';

const all = (token: string) => Array.from({ length: 10 }, () => `var(${token})`) as unknown as MantineColorsTuple;

const size = (token: string) => `var(--size-${token})`;
/** What opens stays inside the page's main landmark, for people who go by landmarks. */
const inMain = { target: '#main' };

const space = (token: string) => `var(--space-${token})`;

/** A button's colours, by variant and meaning. */
const variants: VariantColorsResolver = ({ variant, color }) => {
  const danger = color === 'danger';
  const text = danger ? 'var(--color-danger)' : color === 'accent' ? 'var(--color-accent)' : 'var(--color-text)';
  const subtle = danger ? 'var(--color-danger-subtle)' : 'var(--color-hover)';
  const line = { background: 'var(--color-surface)', hover: subtle, color: danger ? text : 'var(--color-text)' };
  switch (variant) {
    case 'filled': {
      const fill = danger ? '--color-danger-fill' : '--color-accent-fill';
      const hover = danger ? 'var(--color-danger-fill-hover)' : 'var(--color-accent-fill-hover)';
      return { background: `var(${fill})`, hover, color: 'var(--color-on-accent)', border: '1px solid transparent' };
    }
    case 'light': {
      const tint = danger ? 'var(--color-danger-subtle)' : 'var(--color-accent-subtle)';
      return { background: tint, hover: tint, color: text, border: '1px solid transparent' };
    }
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: subtle, color: text, border: '1px solid transparent' };
    default:
      return { ...line, border: '1px solid var(--color-border-strong)' };
  }
};

export const theme = createTheme({
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font-text)', fontWeight: 'var(--weight-strong)' },
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent: all('--color-accent-fill'), danger: all('--color-danger-fill') },
  variantColorResolver: variants,
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: 'var(--radius-control)', lg: 'var(--radius-card)', xl: 'var(--radius-dialog)' },
  spacing: { xs: space('2'), sm: space('3'), md: space('4'), lg: space('6'), xl: space('8') },
  fontSizes: { xs: size('12'), sm: size('13'), md: size('14'), lg: size('16'), xl: size('20') },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  shadows: { xs: 'none', sm: 'var(--shadow)', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  focusRing: 'never',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default' },
      vars: (_, props) => ({
        root:
          props.size === 'sm'
            ? { '--button-height': '30px', '--button-padding-x': space('3'), '--button-fz': size('13') }
            : { '--button-height': 'var(--height-control)', '--button-padding-x': '14px', '--button-fz': size('14') },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: (_, props) => ({ root: { '--ai-size': props.size === 'sm' ? '28px' : 'var(--height-control)' } }),
    }),
    Input: Input.extend({
      vars: () => ({
        wrapper: { '--input-height': 'var(--height-control)', '--input-fz': size('14'), '--input-padding': space('3') },
      }),
    }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
    TextInput: TextInput.extend({ defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } }),
    PasswordInput: PasswordInput.extend({
      defaultProps: {
        inputWrapperOrder: ['label', 'input', 'description', 'error'],
        visibilityToggleButtonProps: { 'aria-label': 'Show or hide', tabIndex: 0 },
      },
    }),
    Textarea: Textarea.extend({ defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } }),
    Select: Select.extend({
      defaultProps: {
        inputWrapperOrder: ['label', 'input', 'description', 'error'],
        allowDeselect: false,
        comboboxProps: { portalProps: inMain },
        checkIconPosition: 'right',
      },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'sm' } }),
    Radio: Radio.extend({ defaultProps: { size: 'sm' } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm', withThumbIndicator: false } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 200, withArrow: false, multiline: true, maw: 280 } }),
    Menu: Menu.extend({
      defaultProps: { position: 'bottom-end', offset: 6, withInitialFocusPlaceholder: false, portalProps: inMain },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'xl',
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'presentation' } },
        transitionProps: { transition: 'pop', duration: 140 },
        overlayProps: { backgroundOpacity: undefined, color: 'var(--color-scrim)' },
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'presentation' } },
        transitionProps: { duration: 160 },
        overlayProps: { backgroundOpacity: undefined, color: 'var(--color-scrim)' },
      },
    }),
  },
});

const mapped: Record<string, string> = {
  '--mantine-color-body': 'var(--color-surface)',
  '--mantine-color-text': 'var(--color-text)',
  '--mantine-color-bright': 'var(--color-text)',
  '--mantine-color-dimmed': 'var(--color-muted)',
  '--mantine-color-placeholder': 'var(--color-muted)',
  '--mantine-color-anchor': 'var(--color-accent)',
  '--mantine-color-error': 'var(--color-danger)',
  '--mantine-color-default': 'var(--color-surface)',
  '--mantine-color-default-hover': 'var(--color-hover)',
  '--mantine-color-default-color': 'var(--color-text)',
  '--mantine-color-default-border': 'var(--color-border-strong)',
  '--mantine-color-disabled': 'var(--color-sunken)',
  '--mantine-color-disabled-color': 'var(--color-muted)',
  '--mantine-color-disabled-border': 'var(--color-border)',
  '--mantine-primary-color-filled': 'var(--color-accent-fill)',
  '--mantine-primary-color-filled-hover': 'var(--color-accent-fill-hover)',
};

/** Tokens know light and dark themselves, so both schemes map alike. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: mapped, dark: mapped });
