import type { FastifyError, FastifyReply } from 'fastify';
import { PROBLEM, type ProblemDetails } from '../../shared/center-api/messages';

const TITLES: Partial<Record<number, string>> = {
  400: '请求格式不对',
  401: '坐席令牌无效',
  403: '不允许',
  404: '没有这个地址',
  409: '现在还不行',
  410: '已经过期',
  412: '只支持 tus 1.0.0',
  413: '一次报送的内容太多',
  415: '只接受 application/json',
  416: '没有这一段',
  422: '内容不能收下',
  429: '请求太频繁，请稍后再试',
  460: '传输中有损坏，请重传这一段',
  500: '省中心内部错误',
  503: '省中心暂时不可用',
};

/** Refuses for a reason that has a name of its own: the other side tells them apart by it. */
export function sendNamedProblem(
  reply: FastifyReply,
  status: number,
  name: string,
  { errors, retryAfterSeconds }: { errors?: ProblemDetails['errors']; retryAfterSeconds?: number } = {},
): FastifyReply {
  return sendProblem(reply, status, errors, retryAfterSeconds, name);
}

/** Refuses a request as a whole, as RFC 9457 has it. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  errors?: ProblemDetails['errors'],
  retryAfterSeconds = 5,
  name = `http-${status}`,
): FastifyReply {
  if (status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  if (status === 429 || status === 503) void reply.header('Retry-After', String(retryAfterSeconds));
  const problem: ProblemDetails = {
    type: `${PROBLEM}${name}`,
    title: TITLES[status] ?? '请求被拒绝',
    status,
    ...(errors && { errors: errors.slice(0, 200) }),
  };
  return reply.code(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The status for what went wrong under a route: the client's fault as Fastify says, else 503 (try again later). */
export function statusOf(error: FastifyError | Error): number {
  const status = 'statusCode' in error ? (error.statusCode ?? 503) : 503;
  return status >= 400 && status < 500 ? status : 503;
}
