import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { contract, type Input, type Output, type RequestName, type Topic } from '../../shared/ipc/contract';
import { REQUEST_NAMES } from '../../shared/ipc/names';
import { onChanged, request, type SeatError } from './seat-client';
import { askOnceOpen } from './once-open';

/** The core is at hand whatever the network does: never pause, never refetch on focus, never retry blindly. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Infinity,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** The ledger is read from the calls themselves: whatever the queue shows anew may change its sums. */
const LEDGER: readonly RequestName[] = ['ledger.day', 'ledger.list', 'ledger.openCalls'];

/** What is said of a day's leads is read from records and cases. */
const SHEETS: readonly RequestName[] = ['sheet.days', 'sheet.day', 'sheet.lead', 'quality.day'];

/** Which answers a topic makes stale. */
const STALE: Record<Topic, readonly RequestName[]> = {
  app: REQUEST_NAMES, // the core may be a new one: nothing it said before is sure
  drafts: ['draft.list', 'queue.counts', 'queue.list'],
  queue: [
    'recents.list',
    'queue.counts',
    'queue.list',
    'queue.detail',
    'attachment.list',
    'sync.state',
    'arrival.proof',
    'carry.state',
    'case.board',
    'case.list',
    'case.view',
    ...LEDGER,
    ...SHEETS,
  ],
  sync: ['sync.state', 'arrival.proof', 'carry.state', 'region.view'],
  carry: ['carry.state'],
  bundle: ['bundle.current'],
  changes: ['change.open', 'change.view', 'queue.detail', 'case.view'],
  ledger: LEDGER,
  lock: ['lock.state'],
  phone: ['phone.state', 'phone.missed', 'phone.settings', 'lock.state'],
  leaving: [],
  leads: ['lead.alerts', 'lock.state'],
  statistics: ['statistics.report'],
  'statistics-progress': ['statistics.state'],
  cases: [
    'case.board',
    'case.list',
    'case.view',
    'case.previewReferral',
    'investigation.list',
    'investigation.get',
    'statistics.report',
    ...SHEETS,
  ],
  directory: ['directory.list', 'case.previewReferral'],
  network: ['network.settings', 'network.report'],
  attachments: ['attachment.list', 'sync.state'],
  people: ['session.people', 'app.state'],
  updates: ['update.view'],
  care: ['check.report', 'audit.verification', 'retention.view'],
  practice: ['practice.state', 'practice.history'],
};

/** Typing saves six times a second: what such a burst makes stale is asked again once. */
const GATHER_MS = 60;

/** True where the list on screen already has every draft that changed: their editors know better than the store. */
function isKnown(client: QueryClient, ids: readonly string[]): boolean {
  const drafts = client.getQueryData<Output<'draft.list'>>(['draft.list', {}]) ?? [];
  return ids.length > 0 && ids.every((id) => drafts.some((draft) => draft.id === id));
}

/** Keeps every answer on screen true: invalidates what "changed" messages name. Mounted once. */
export function useChangedTopics(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stale = new Set<RequestName>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      for (const name of stale) void client.invalidateQueries({ queryKey: [name] });
      stale.clear();
    };
    const stop = onChanged(({ changed, ids }) => {
      for (const name of STALE[changed]) {
        if (name === 'draft.list' && isKnown(client, ids)) {
          void client.invalidateQueries({ queryKey: [name], refetchType: 'none' });
        } else stale.add(name);
      }
      timer ??= setTimeout(refresh, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
}

/** Forgets every answer that was given to somebody signed in. */
export function forgetAnswers(client: QueryClient): void {
  const isPersonal = (name: unknown) =>
    typeof name === 'string' && name in contract && contract[name as RequestName].access !== 'anyone';
  client.removeQueries({ predicate: ({ queryKey: [name] }) => isPersonal(name) });
}

/** The next person asks for their own. */
export function useForgottenAnswers(): void {
  const client = useQueryClient();
  useEffect(() => forgetAnswers(client), [client]);
}

interface SeatQueryOptions {
  enabled?: boolean;
  /** Keeps the last page on screen while the next one loads. */
  keepPrevious?: boolean;
}

/** The core's answer to one request, kept current by "changed" messages. */
export function useSeatQuery<N extends RequestName>(
  name: N,
  input: Input<N>,
  options: SeatQueryOptions = {},
): UseQueryResult<Output<N>, SeatError> {
  return useQuery<Output<N>, SeatError>({
    queryKey: [name, input],
    queryFn: () => askOnceOpen(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious && { placeholderData: keepPreviousData }),
  });
}

/** One act at the core; afterwards the named answers are asked again even before the core announces them. */
export function useSeatAct<N extends RequestName>(
  name: N,
  stale: readonly RequestName[] = [],
): UseMutationResult<Output<N>, SeatError, Input<N>> {
  const client = useQueryClient();
  return useMutation<Output<N>, SeatError, Input<N>>({
    mutationFn: (input) => request(name, input),
    onSettled: () => Promise.all(stale.map((each) => client.invalidateQueries({ queryKey: [each] }))),
  });
}
