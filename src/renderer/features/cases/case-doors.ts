import { createContext, useContext } from 'react';
import type { CallId } from '../../../shared/ids';

/** Ways out of a case's sheet to what is not this page's. A way that is not there has no button. */
export interface CaseDoors {
  /** 申请查看联系方式: to the motivated request of the identity (R-17, domain Q-1). */
  requestIdentity?: (callId: CallId) => void;
  /** To the investigation report of the case. */
  investigate?: (callId: CallId) => void;
  /** 由电话系统代拨: dials without showing the number. */
  dial?: (callId: CallId) => void;
}

export const CaseDoorsContext = createContext<CaseDoors>({});

export const useCaseDoors = (): CaseDoors => useContext(CaseDoorsContext);
