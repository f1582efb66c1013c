import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState } from 'react';

interface CopyButtonProps {
  text: string;
  label: string;
  copiedLabel: string;
  testId: string;
  size?: 'small' | 'medium';
}

/** By a hidden field and a person's press: the window has no permission for the clipboard's own interface. */
export function CopyButton({ text, label, copiedLabel, testId, size = 'medium' }: CopyButtonProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    field.current?.select();
    setCopied(document.execCommand('copy'));
  };
  return (
    <>
      <Box
        component="textarea"
        ref={field}
        readOnly
        tabIndex={-1}
        aria-hidden
        data-testid={testId}
        value={text}
        sx={{ position: 'absolute', width: '1px', height: '1px', opacity: 0, pointerEvents: 'none' }}
      />
      <Button size={size} onClick={copy}>
        {isCopied ? copiedLabel : label}
      </Button>
    </>
  );
}
