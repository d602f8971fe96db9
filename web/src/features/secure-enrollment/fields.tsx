/** What each inheritable setting looks like: its editor in the form, and its value in short. */

import type { ComponentType } from 'react';
import { LogoField, LogoSummary } from './LogoField';
import { PasscodeField, PasscodeSummary } from './PasscodeField';
import type { FieldProps } from './SettingRow';
import type { Field, Value } from './settings';
import { TextField, TextSummary } from './TextField';
import { words } from './words';

interface FieldView<F extends Field> {
  Editor: ComponentType<FieldProps<F>>;
  Summary: ComponentType<{ value: Value<F> }>;
  /** Its name in the summary, and what is said there where there is none. */
  name: string;
  none: string;
}

const text = words.summary;

/** In the order of the summary. */
export const FIELD_VIEWS: { [F in Field]: FieldView<F> } = {
  logo: { Editor: LogoField, Summary: LogoSummary, name: text.logo, none: text.noLogo },
  text: { Editor: TextField, Summary: TextSummary, name: text.pageText, none: text.noText },
  passcode: { Editor: PasscodeField, Summary: PasscodeSummary, name: text.passcode, none: text.noPasscode },
};

export const SUMMARY_FIELDS = Object.keys(FIELD_VIEWS) as Field[];
