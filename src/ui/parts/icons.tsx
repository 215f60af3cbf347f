/** The page's few icons, drawn on a grid of 16. They are always beside or under words. */
import type { ReactNode } from 'react';

const draw = (path: ReactNode) =>
  function Icon() {
    return (
      <svg
        className="icon"
        viewBox="0 0 16 16"
        width="16"
        height="16"
        aria-hidden="true"
        focusable="false"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {path}
      </svg>
    );
  };

export const PlayIcon = draw(<path d="M4.5 2.8v10.4L13 8z" fill="currentColor" />);
export const PauseIcon = draw(<path d="M4.75 3v10M11.25 3v10" strokeWidth="3" strokeLinecap="butt" />);
export const StepIcon = draw(
  <>
    <path d="M3.5 3.5v9L10 8z" fill="currentColor" />
    <path d="M12.5 3.5v9" />
  </>,
);
export const ResetIcon = draw(
  <>
    <path d="M3 8a5 5 0 1 0 1.6-3.7" />
    <path d="M2.8 2.2v3h3" />
  </>,
);
export const SeedIcon = draw(
  <>
    <rect x="2.5" y="2.5" width="11" height="11" rx="2" />
    <path d="M5.5 5.5h0M10.5 5.5h0M8 8h0M5.5 10.5h0M10.5 10.5h0" strokeWidth="2" />
  </>,
);
export const LinkIcon = draw(
  <>
    <path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.9.9" />
    <path d="M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.9-.9" />
  </>,
);
export const SaveIcon = draw(
  <>
    <path d="M8 2.5v7.5M4.8 7L8 10.2 11.2 7" />
    <path d="M2.5 10.5v3h11v-3" />
  </>,
);
export const SunIcon = draw(
  <>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1" />
  </>,
);
export const MoonIcon = draw(<path d="M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z" />);
export const HelpIcon = draw(
  <>
    <path d="M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.8" />
    <path d="M8 12.6h0" strokeWidth="2" />
  </>,
);
export const SettingsIcon = draw(
  <>
    <path d="M2 5h6.5M12.5 5H14M2 11h1.5M7.5 11H14" />
    <circle cx="10.5" cy="5" r="1.8" />
    <circle cx="5.5" cy="11" r="1.8" />
  </>,
);
export const LensIcon = draw(
  <>
    <path d="M2.5 3v10.5H14" />
    <path d="M4.5 4c.6 6 2.6 7.5 4.5 7.5S12.6 9.5 13.5 4" />
  </>,
);
export const ChevronIcon = draw(<path d="M4 6l4 4 4-4" />);
export const CheckIcon = draw(<path d="M3 8.5l3.2 3L13 4.5" />);
export const CloseIcon = draw(<path d="M4 4l8 8M12 4l-8 8" />);
export const PlusIcon = draw(<path d="M8 3v10M3 8h10" />);
export const MinusIcon = draw(<path d="M3 8h10" />);
export const FitIcon = draw(<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />);
export const BackIcon = draw(<path d="M10 4L6 8l4 4" />);
export const ForwardIcon = draw(<path d="M6 4l4 4-4 4" />);
export const SameIcon = draw(<path d="M3 6h10M3 10h10" />);
export const EyeIcon = draw(
  <>
    <path d="M1.5 8C3.2 5.2 5.4 3.8 8 3.8S12.8 5.2 14.5 8C12.8 10.8 10.6 12.2 8 12.2S3.2 10.8 1.5 8z" />
    <circle cx="8" cy="8" r="2" />
  </>,
);
export const EyeOffIcon = draw(
  <>
    <path d="M1.5 8C3.2 5.2 5.4 3.8 8 3.8S12.8 5.2 14.5 8C12.8 10.8 10.6 12.2 8 12.2S3.2 10.8 1.5 8z" />
    <path d="M3 13L13 3" />
  </>,
);
export const RunsIcon = draw(
  <>
    <rect x="2.2" y="2.5" width="11.6" height="11" rx="1.5" />
    <path d="M2.5 6h11M5 11c1.2 0 1.6-2.6 3-2.6h3" />
  </>,
);
export const PinIcon = draw(<path d="M6 2.5h4M6.7 2.5v4L4.8 9h6.4L9.3 6.5v-4M8 9v4.5" />);
export const PinnedIcon = draw(<path d="M6 2.5h4M6.7 2.5v4L4.8 9h6.4L9.3 6.5v-4M8 9v4.5" fill="currentColor" />);
export const DeleteIcon = draw(<path d="M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9" />);
