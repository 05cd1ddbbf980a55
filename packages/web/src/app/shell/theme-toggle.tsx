import { useState } from 'react';
import { applyTheme, readTheme, type Theme } from '../../lib/theme.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';

const order: Record<Theme, { next: Theme; icon: IconName; label: string }> = {
  system: { next: 'light', icon: 'screen', label: 'Theme: as the system. Change to light' },
  light: { next: 'dark', icon: 'sun', label: 'Theme: light. Change to dark' },
  dark: { next: 'system', icon: 'moon', label: 'Theme: dark. Change to as the system' },
};

export function ThemeToggle() {
  const [theme, setTheme] = useState(readTheme);
  const { next, icon, label } = order[theme];
  return (
    <IconButton
      label={label}
      onClick={() => {
        applyTheme(next);
        setTheme(next);
      }}
    >
      <Icon name={icon} />
    </IconButton>
  );
}
